"""What happened: triggers, their types and modality, and which of them tell one occurrence."""
