"""The gradebook in the forms that other systems read: one small module each, and what they share."""
