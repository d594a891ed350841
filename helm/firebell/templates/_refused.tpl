{{/* Values that do not go together, each with what to write instead; what one value alone cannot be, the schema refuses. */}}
{{- define "firebell.refused" -}}
{{- $redis := .Values.redis }}
{{- $url := include "firebell.redis.url" . }}
{{- $places := 0 }}
{{- range list .Values.valkey.enabled $redis.url $redis.existingSecret.name }}
{{- if . }}{{ $places = add1 $places }}{{ end }}
{{- end }}
{{- if eq $places 0 }}
{{- fail "where is Redis? Set redis.url=redis://HOST:6379/0, or redis.existingSecret.name to a Secret that holds the URL; valkey.enabled=true starts a small one to try firebell out" }}
{{- end }}
{{- if gt $places 1 }}
{{- fail "redis.url, redis.existingSecret.name and valkey.enabled: one of them says where Redis is, not several" }}
{{- end }}
{{- if or (contains "@" $redis.url) (contains "password=" $redis.url) }}
{{- fail "redis.url holds a user or password: put them into a Secret and name that in redis.auth.existingSecret, or the whole URL into one that redis.existingSecret.name names" }}
{{- end }}
{{- if and (regexMatch "^rediss?-cluster://" $url) (not (regexMatch "^[^{}]*\\{[^{}]+\\}" .Values.prefix)) }}
{{- fail (printf "prefix is %s: on a Redis Cluster all keys of one firebell stand in one slot; write prefix: \"{%s}\"" .Values.prefix .Values.prefix) }}
{{- end }}
{{- if and (contains "-sentinel://" $url) (not (contains "sentinelMasterId=" $url)) }}
{{- fail "redis.url names Sentinels and not whom they watch: write redis-sentinel://HOST:26379/0?sentinelMasterId=NAME" }}
{{- end }}
{{- if $redis.tls.existingSecret }}
{{- if and $url (not (regexMatch "^rediss" $url)) }}
{{- fail "redis.tls.existingSecret is set, and the URL of Redis speaks no TLS: write rediss://, rediss-sentinel:// or rediss-cluster://" }}
{{- end }}
{{- if ne (empty $redis.tls.certKey) (empty $redis.tls.keyKey) }}
{{- fail "redis.tls.certKey and redis.tls.keyKey: a client's certificate needs its key, and the key its certificate" }}
{{- end }}
{{- end }}
{{- if and $redis.auth.sentinelPasswordKey $url (not (contains "-sentinel://" $url)) }}
{{- fail "redis.auth.sentinelPasswordKey is set, and redis.url names no Sentinel" }}
{{- end }}
{{- if and .Values.valkey.enabled $redis.auth.existingSecret }}
{{- fail "redis.auth.existingSecret is for a Redis of yours; the bundled Valkey's password is valkey.auth.existingSecret" }}
{{- end }}
{{- if and .Values.config.existingConfigMap (or .Values.config.files .Values.config.confd) }}
{{- fail "config.existingConfigMap and config.files or config.confd: one of them, not both" }}
{{- end }}
{{- include "firebell.refused.scaling" . }}
{{- include "firebell.refused.serve" . }}
{{- end }}

{{- define "firebell.refused.scaling" -}}
{{- $keda := .Values.worker.keda }}
{{- $hpa := .Values.worker.autoscaling }}
{{- if and $keda.enabled $hpa.enabled }}
{{- fail "worker.keda and worker.autoscaling would both set the number of workers: enable one of them" }}
{{- end }}
{{- if $keda.enabled }}
{{- if gt (int $keda.minReplicaCount) (int $keda.maxReplicaCount) }}
{{- fail "worker.keda.minReplicaCount is greater than worker.keda.maxReplicaCount" }}
{{- end }}
{{- $url := default (include "firebell.redis.url" .) $keda.url }}
{{- if not $url }}
{{- fail "worker.keda cannot read the URL out of redis.existingSecret: tell it without a password in worker.keda.url, and the password by redis.auth.existingSecret or worker.keda.authentication" }}
{{- end }}
{{- if hasPrefix "unix://" $url }}
{{- fail "worker.keda cannot reach a Redis at a unix:// socket: use worker.autoscaling" }}
{{- end }}
{{- end }}
{{- if $hpa.enabled }}
{{- if gt (int $hpa.minReplicas) (int $hpa.maxReplicas) }}
{{- fail "worker.autoscaling.minReplicas is greater than worker.autoscaling.maxReplicas" }}
{{- end }}
{{- if not (dig "requests" "cpu" "" .Values.worker.resources) }}
{{- fail "worker.autoscaling counts in per cent of worker.resources.requests.cpu, and there is none" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "firebell.refused.serve" -}}
{{- $serve := .Values.serve }}
{{- if and $serve.tokens.existingSecret .Values.settings.HTTP_TOKENS }}
{{- fail "serve.tokens.existingSecret and settings.HTTP_TOKENS: one of them says where the tokens are" }}
{{- end }}
{{- if and $serve.enabled (eq (default "open" .Values.settings.HTTP_READ) "token") (not (or $serve.tokens.existingSecret .Values.settings.HTTP_TOKENS)) }}
{{- fail "settings.HTTP_READ is token, and there are no tokens: nobody could read; name their Secret in serve.tokens.existingSecret" }}
{{- end }}
{{- if $serve.ingress.enabled }}
{{- if not $serve.enabled }}
{{- fail "serve.ingress leads to serve, which is not enabled" }}
{{- end }}
{{- if not $serve.ingress.hosts }}
{{- fail "serve.ingress.hosts is empty: name the host by which readers reach it" }}
{{- end }}
{{- end }}
{{- end }}
