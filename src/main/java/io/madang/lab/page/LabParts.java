package io.madang.lab.page;

import io.madang.core.PublishGate;
import io.madang.json.Json;
import io.madang.pages.Forms;

/**
 * What the lab's page works with.
 *
 * @param gate how often one network address may start a measurement
 */
public record LabParts(
    Forms forms,
    Json json,
    LabLimits limits,
    PublishGate gate,
    Workbench bench,
    Handshakes handshakes) {}
