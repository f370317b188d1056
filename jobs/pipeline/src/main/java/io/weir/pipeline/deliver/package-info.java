/** The deliver job: makes tickets and playbook runs follow the incidents. */
package io.weir.pipeline.deliver;
