/**
 * What it costs to take alerts over HTTP: Weir's bridge, which answers when Kafka has them, beside Alertmanager's own
 * API, which keeps them in memory. Same alerts, same batches, same client, turn by turn.
 */
package io.weir.app.bench.intake;
