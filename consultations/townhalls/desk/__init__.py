"""Where moderators and hosts read, answer and decide: its columns, its forms, and how its pages are drawn."""
