/** Names of the rows of instance_meta. */
export const EPOCH = 'epoch';
export const LOCAL_LEARNER = 'local-learner';
/** Changes whenever a question is added, moved in the order of new ones, or changes its status. */
export const CONTENT_VERSION = 'content-version';
