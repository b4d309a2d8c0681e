package dev.selfsame.cli;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
