/** Child processes and ports: what the embedded servers share. */
package dev.kafila.process;
