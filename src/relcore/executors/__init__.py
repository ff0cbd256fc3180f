"""Ways to run a program; all give equal ledgers. Import the one you want: each brings only what it needs."""
