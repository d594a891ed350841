"""Decision → Alert → who asked to hear it."""
