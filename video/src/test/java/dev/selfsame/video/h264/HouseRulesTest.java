package dev.selfsame.video.h264;

import dev.selfsame.testing.HouseRules;

class HouseRulesTest extends HouseRules {}
