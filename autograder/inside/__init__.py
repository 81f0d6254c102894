"""What runs inside the sandbox, with Python, IPython and NumPy alone: nothing of `autograder` is there."""
