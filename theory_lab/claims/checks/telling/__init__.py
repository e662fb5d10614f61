"""What people read of an instance that is worked out, and of code that is not plain."""
