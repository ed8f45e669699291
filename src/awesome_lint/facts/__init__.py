"""What several rules ask of one document: its anchors, its order, its prose, which entries are alike."""
