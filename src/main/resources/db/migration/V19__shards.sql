-- Each statement can be repeated: a process that is killed meanwhile leaves some of them done.

-- With the shard of the job that an upload belongs to.
ALTER TABLE open_upload ALTER COLUMN job SET DATA TYPE VARCHAR(120);
