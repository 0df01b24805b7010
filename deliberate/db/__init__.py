"""The database: session, base model, column types, write gate, migrations."""
