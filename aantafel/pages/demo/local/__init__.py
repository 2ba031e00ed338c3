"""The local sites of the demo: who carries them, and what happens there. Told in `data/sites/`, one file each."""
