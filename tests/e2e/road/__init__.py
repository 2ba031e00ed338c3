"""The whole road of one idea, in stages: who is there, what their screens say, and what they do in each step."""
