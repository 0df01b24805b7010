"""The running text: what the recorder writes while the meeting goes on, line by line; captions now, minutes later."""
