"""The button, pressed on a stand-in for Excel and on a live Calc document."""
