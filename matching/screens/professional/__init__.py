"""The pages of professionals and visitors."""
