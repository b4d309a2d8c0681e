package dev.selfsame.site;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
