/** What users prefer about being told, and the rules of when; pure, without a store. */
package dev.kafila.notification.policy;
