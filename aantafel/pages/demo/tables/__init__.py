"""What happens at the tables of the demo. Told in `data/tables/`, one file for each table."""
