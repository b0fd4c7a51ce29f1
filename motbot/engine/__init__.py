"""Everything that knows Procrastinate: durable jobs, their worker and rescue, and the tick that wakes rows."""
