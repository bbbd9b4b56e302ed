"""The engines that are measured: maas, and what a user would pick instead, each used as its connoisseurs would."""
