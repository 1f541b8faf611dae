package io.madang.lab.page;

import io.madang.core.Rate;
import io.madang.json.Json;
import io.madang.pages.Forms;

/**
 * What the lab's page works with.
 *
 * @param starts how often one network address may start a measurement
 */
public record LabParts(
    Forms forms,
    Json json,
    LabLimits limits,
    Rate starts,
    Workbench bench,
    Handshakes handshakes) {}
