"""What `deliver` and `collect` share towards other servers: whom they reach, where secrets stand, how long to wait."""
