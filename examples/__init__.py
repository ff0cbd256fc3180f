"""What ships beside the library to show it: the example book and how it was made."""
