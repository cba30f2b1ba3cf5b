"""What a viewer may know of a standing body's rows, a file for each subject."""
