"""Everything that knows SQL: the database and its server, the schema, and one repository a file."""
