"""What is known of the world outside a list: names of people, dates, identifiers, hosts, English words."""
