{{/* The URL as far as values tell it; nothing where a Secret holds it. */}}
{{- define "firebell.redis.url" -}}
{{- if .Values.valkey.enabled }}
{{- printf "redis://%s-valkey:6379/0" (include "firebell.fullname" .) }}
{{- else }}
{{- .Values.redis.url }}
{{- end }}
{{- end }}

{{/* The Secret of user and password beside the URL: the bundled Valkey's, or one that exists. */}}
{{- define "firebell.redis.secret" -}}
{{- if .Values.valkey.enabled }}
{{- default (printf "%s-valkey" (include "firebell.fullname" .)) .Values.valkey.auth.existingSecret }}
{{- else }}
{{- .Values.redis.auth.existingSecret }}
{{- end }}
{{- end }}

{{/* Parameter → key of that Secret, as YAML: username, password, sentinelPassword. */}}
{{- define "firebell.redis.keys" -}}
{{- if .Values.valkey.enabled }}
password: {{ .Values.valkey.auth.passwordKey }}
{{- else }}
{{- with .Values.redis.auth.usernameKey }}
username: {{ . }}
{{- end }}
{{- with .Values.redis.auth.passwordKey }}
password: {{ . }}
{{- end }}
{{- with .Values.redis.auth.sentinelPasswordKey }}
sentinelPassword: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{/* What every container of ours needs to reach Redis. */}}
{{- define "firebell.redis.env" -}}
- name: FIREBELL_REDIS_URL
{{- if .Values.redis.existingSecret.name }}
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.existingSecret.name }}
      key: {{ .Values.redis.existingSecret.key }}
{{- else }}
  value: {{ include "firebell.redis.url" . | quote }}
{{- end }}
{{- $secret := include "firebell.redis.secret" . }}
{{- if $secret }}
{{- $keys := include "firebell.redis.keys" . | fromYaml }}
{{- with $keys.username }}
- name: FIREBELL_REDIS_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ . }}
{{- end }}
{{- with $keys.password }}
- name: FIREBELL_REDIS_PASSWORD
  value: file:/run/secrets/redis/{{ . }}
{{- end }}
{{- with $keys.sentinelPassword }}
- name: FIREBELL_REDIS_SENTINEL_PASSWORD
  value: file:/run/secrets/redis/{{ . }}
{{- end }}
{{- end }}
{{- if .Values.redis.tls.existingSecret }}
{{- range $name, $key := dict "CA" .Values.redis.tls.caKey "CERT" .Values.redis.tls.certKey "KEY" .Values.redis.tls.keyKey }}
{{- if $key }}
- name: FIREBELL_REDIS_{{ $name }}
  value: /run/secrets/redis-tls/{{ $key }}
{{- end }}
{{- end }}
{{- end }}
- name: FIREBELL_PREFIX
  value: {{ .Values.prefix | quote }}
{{- end }}

{{/* Passwords and certificates as files: one that was changed is read at the next connection, without a restart. */}}
{{- define "firebell.redis.mounts" -}}
{{- if include "firebell.redis.secret" . }}
- name: redis
  mountPath: /run/secrets/redis
  readOnly: true
{{- end }}
{{- if .Values.redis.tls.existingSecret }}
- name: redis-tls
  mountPath: /run/secrets/redis-tls
  readOnly: true
{{- end }}
{{- end }}

{{- define "firebell.redis.volumes" -}}
{{- with include "firebell.redis.secret" . }}
- name: redis
  secret:
    secretName: {{ . }}
    defaultMode: 288 # 0440
{{- end }}
{{- with .Values.redis.tls.existingSecret }}
- name: redis-tls
  secret:
    secretName: {{ . }}
    defaultMode: 288 # 0440
{{- end }}
{{- end }}

{{/* A URL → its nodes as HOST:PORT, with commas between them. */}}
{{- define "firebell.redis.nodes" -}}
{{- $port := ternary "26379" "6379" (contains "-sentinel://" .) }}
{{- $nodes := list }}
{{- range splitList "," (regexReplaceAll "[/?].*$" (regexReplaceAll "^[a-z-]+://" . "") "") }}
{{- $nodes = append $nodes (ternary . (printf "%s:%s" . $port) (regexMatch ":[0-9]+$" .)) }}
{{- end }}
{{- join "," $nodes }}
{{- end }}

{{/* The ports at which Redis is reached, as a YAML list under "ports". */}}
{{- define "firebell.redis.ports" -}}
{{- $ports := .Values.networkPolicy.redisPorts }}
{{- $url := include "firebell.redis.url" . }}
{{- if and $url (not $ports) }}
{{- range splitList "," (include "firebell.redis.nodes" $url) }}
{{- $ports = append $ports (regexFind "[0-9]+$" . | int) }}
{{- end }}
{{- if contains "-sentinel://" $url }}
{{- $ports = append $ports 6379 }}
{{- end }}
{{- end }}
ports:
{{- range uniq (default (list 6379) $ports) }}
  - {port: {{ . }}, protocol: TCP}
{{- end }}
{{- end }}
