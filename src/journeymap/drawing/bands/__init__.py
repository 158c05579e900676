"""The rows under the lanes: feelings, sacrifice, time, texts."""
