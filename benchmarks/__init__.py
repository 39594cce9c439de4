"""What the product costs, beside a bare page of the same rows. Run ``bin/bench``."""
