package io.weir.sandbox.awx;

/** An organization, the owner of labels and inventories. */
public record AwxOrganization(int id, String name) {}
