/**
 * Judges a run from outside: from what the ticket system and the playbook runner hold, and from Kafka's log. It shares no
 * code with what it judges, not even the names of fields.
 */
package io.weir.checker;
