"""A healthy playbook and faults to put into it."""
