{{/* The URL that KEDA is told, without a password. */}}
{{- define "firebell.keda.url" -}}
{{- default (include "firebell.redis.url" .) .Values.worker.keda.url }}
{{- end }}

{{/* Which of KEDA's three scalers speaks to such a Redis. */}}
{{- define "firebell.keda.type" -}}
{{- $url := include "firebell.keda.url" . }}
{{- if contains "-sentinel://" $url }}redis-sentinel-streams
{{- else if contains "-cluster://" $url }}redis-cluster-streams
{{- else }}redis-streams
{{- end }}
{{- end }}

{{/* The URL as KEDA takes it: addresses with ports, and names that hold in its namespace too. */}}
{{- define "firebell.keda.where" -}}
{{- $url := include "firebell.keda.url" . }}
{{- $addresses := list }}
{{- range splitList "," (include "firebell.redis.nodes" $url) }}
{{- $host := regexReplaceAll ":[0-9]+$" . "" }}
{{- $near := not (regexMatch "[.:]" $host) }}
{{- $addresses = append $addresses (ternary (printf "%s.%s.svc%s" $host $.Release.Namespace (trimPrefix $host .)) . $near) }}
{{- end }}
{{- if regexMatch "-(sentinel|cluster)://" $url }}
addresses: {{ join "," $addresses }}
{{- else }}
address: {{ first $addresses }}
{{- end }}
{{- if contains "-sentinel://" $url }}
sentinelMaster: {{ regexFind "sentinelMasterId=[^&]+" $url | trimPrefix "sentinelMasterId=" }}
{{- end }}
{{- if not (contains "-cluster://" $url) }}
databaseIndex: {{ default "0" (regexFind "[^/]/[0-9]+" $url | regexFind "[0-9]+$") | quote }}
{{- end }}
enableTLS: {{ hasPrefix "rediss" $url | quote }}
stream: {{ printf "%s:articles" .Values.prefix | quote }}
consumerGroup: firebell
{{- end }}

{{/* The parameters that come out of Secrets, as secretTargetRef has them; nothing where there are none. */}}
{{- define "firebell.keda.authentication" -}}
{{- $refs := list }}
{{- $secret := include "firebell.redis.secret" . }}
{{- if $secret }}
{{- range $parameter, $key := include "firebell.redis.keys" . | fromYaml }}
{{- $refs = append $refs (dict "parameter" $parameter "name" $secret "key" $key) }}
{{- end }}
{{- end }}
{{- with .Values.redis.tls }}
{{- if .existingSecret }}
{{- range $parameter, $key := dict "ca" .caKey "cert" .certKey "key" .keyKey }}
{{- if $key }}
{{- $refs = append $refs (dict "parameter" $parameter "name" $.Values.redis.tls.existingSecret "key" $key) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if $refs }}
{{- toYaml $refs }}
{{- end }}
{{- end }}
