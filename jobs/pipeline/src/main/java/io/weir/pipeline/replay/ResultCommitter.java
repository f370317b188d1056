package io.weir.pipeline.replay;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Gives finished parts their names. Asked again after a restore, it finds that it was done. */
final class ResultCommitter implements Committer<String> {
    /** What a part is called until its checkpoint is complete. */
    static Path unfinished(Path part) {
        return new Path(part.getParent(), "." + part.getName());
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) throws IOException {
        for (CommitRequest<String> request : requests) {
            Path part = new Path(request.getCommittable());
            Path unfinished = unfinished(part);
            FileSystem files = part.getFileSystem();
            if (files.exists(unfinished)) {
                if (!files.rename(unfinished, part)) {
                    throw new IOException(unfinished + " cannot be renamed");
                }
            } else if (!files.exists(part)) {
                throw new IOException("results are lost: there is neither " + part + " nor " + unfinished);
            }
        }
    }

    @Override
    public void close() {}
}
