-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "email_key" TEXT,
    "password_hash" TEXT,
    "settings_json" TEXT NOT NULL,
    "last_time_zone" TEXT,
    "created_at_ms" BIGINT NOT NULL,
    "disabled_at_ms" BIGINT,
    "last_seq" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "identities" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,

    PRIMARY KEY ("issuer", "subject"),
    CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "sessions" (
    "sid_hash" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "created_at_ms" BIGINT NOT NULL,
    "last_seen_at_ms" BIGINT NOT NULL,
    "expires_at_ms" BIGINT NOT NULL,
    "revoked_at_ms" BIGINT,
    "user_agent" TEXT NOT NULL,
    CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "throttles" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "failures" INTEGER NOT NULL,
    "last_failure_at_ms" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "instance_meta" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "packs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "titles_json" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "topics" (
    "pack" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "titles_json" TEXT NOT NULL,

    PRIMARY KEY ("pack", "id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pack" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "meaning_rev" INTEGER NOT NULL,
    "time_seconds" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "file_hash" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "links_json" TEXT NOT NULL,
    "titles_json" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "question_revisions" (
    "question_id" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "question_json" TEXT NOT NULL,
    "programs_json" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,

    PRIMARY KEY ("question_id", "rev"),
    CONSTRAINT "question_revisions_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "question_aliases" (
    "pack" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "question_id" TEXT NOT NULL,

    PRIMARY KEY ("pack", "slug", "question_id"),
    CONSTRAINT "question_aliases_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "question_search_texts" (
    "question_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,

    PRIMARY KEY ("question_id", "locale"),
    CONSTRAINT "question_search_texts_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "rendered_html" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "rendered_json" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "review_events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "question_id" TEXT NOT NULL,
    "question_rev" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT,
    "time_zone" TEXT NOT NULL,
    "study_day" TEXT NOT NULL,
    "occurred_at_ms" BIGINT NOT NULL,
    "client_occurred_at_ms" BIGINT NOT NULL,
    "received_at_ms" BIGINT NOT NULL,
    "device_id" TEXT NOT NULL,
    "device_seq" INTEGER NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "answered_type" TEXT,
    "quality" INTEGER,
    "proposed_quality" INTEGER,
    "response_json" TEXT,
    "confidence" TEXT,
    "duration_ms" INTEGER,
    "target_event_id" TEXT,
    CONSTRAINT "review_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "review_events_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "cards" (
    "user_id" TEXT NOT NULL,
    "question_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "suspended" BOOLEAN NOT NULL,
    "question_status" TEXT NOT NULL,
    "due_on" TEXT,
    "last_review_day" TEXT,
    "event_count" INTEGER NOT NULL,
    "state_json" TEXT NOT NULL,

    PRIMARY KEY ("user_id", "question_id"),
    CONSTRAINT "cards_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "cards_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "unseen_cursors" (
    "user_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "question_id" TEXT NOT NULL,
    "content_version" TEXT NOT NULL,

    PRIMARY KEY ("user_id", "status"),
    CONSTRAINT "unseen_cursors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key_key" ON "users"("email_key");

-- CreateIndex
CREATE UNIQUE INDEX "identities_user_id_key" ON "identities"("user_id");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "questions_status_position_id_idx" ON "questions"("status", "position", "id");

-- CreateIndex
CREATE INDEX "questions_topic_status_position_id_idx" ON "questions"("topic", "status", "position", "id");

-- CreateIndex
CREATE INDEX "questions_pack_slug_idx" ON "questions"("pack", "slug");

-- CreateIndex
CREATE INDEX "question_aliases_question_id_idx" ON "question_aliases"("question_id");

-- CreateIndex
CREATE INDEX "review_events_user_id_question_id_occurred_at_ms_id_idx" ON "review_events"("user_id", "question_id", "occurred_at_ms", "id");

-- CreateIndex
CREATE INDEX "review_events_user_id_study_day_occurred_at_ms_id_idx" ON "review_events"("user_id", "study_day", "occurred_at_ms", "id");

-- CreateIndex
CREATE INDEX "review_events_user_id_answered_type_occurred_at_ms_id_idx" ON "review_events"("user_id", "answered_type", "occurred_at_ms", "id");

-- CreateIndex
CREATE UNIQUE INDEX "review_events_user_id_seq_key" ON "review_events"("user_id", "seq");

-- CreateIndex
CREATE INDEX "cards_user_id_question_status_suspended_due_on_question_id_idx" ON "cards"("user_id", "question_status", "suspended", "due_on", "question_id");

-- CreateIndex
CREATE INDEX "cards_user_id_last_review_day_question_id_idx" ON "cards"("user_id", "last_review_day", "question_id");

-- CreateIndex
CREATE INDEX "cards_question_id_idx" ON "cards"("question_id");
