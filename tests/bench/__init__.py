"""The benchmark: makes its inputs, runs each yardstick and ours as whole processes in one call, and prints the table."""
