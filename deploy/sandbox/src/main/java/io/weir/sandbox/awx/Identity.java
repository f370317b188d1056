package io.weir.sandbox.awx;

/** Who calls, and whether the credential allows more than reading. */
record Identity(AwxUser user, boolean writes) {}
