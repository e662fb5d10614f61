"""One claim shown: its sides as they are written, its instances worked out, a picture of both sides."""
