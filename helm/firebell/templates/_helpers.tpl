{{/* The name of the chart, as labels have it. */}}
{{- define "firebell.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name before every object's: the release's and the chart's, once where they are the same. */}}
{{- define "firebell.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "firebell.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "firebell.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* What selects a worker: never the chart's version, for selectors cannot change. */}}
{{- define "firebell.selector" -}}
app.kubernetes.io/name: {{ include "firebell.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: worker
{{- end }}

{{- define "firebell.labels" -}}
{{ include "firebell.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "firebell.image" -}}
{{- $name := ternary (printf "%s/%s" .Values.image.registry .Values.image.repository) .Values.image.repository (not (empty .Values.image.registry)) }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" $name .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" $name (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- define "firebell.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "firebell.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* Whether a directory of the configuration is mounted, and from which ConfigMap. */}}
{{- define "firebell.configMap" -}}
{{- if .Values.config.existingConfigMap }}
{{- if or .Values.config.files .Values.config.confd }}
{{- fail "config.existingConfigMap and config.files or config.confd: one of them, not both" }}
{{- end }}
{{- .Values.config.existingConfigMap }}
{{- else if or .Values.config.files .Values.config.confd }}
{{- printf "%s-config" (include "firebell.fullname" .) }}
{{- end }}
{{- end }}

{{/* Where Redis is: a Secret's key, or an address without a password. */}}
{{- define "firebell.redis" -}}
- name: FIREBELL_REDIS_URL
{{- if .Values.redis.existingSecret.name }}
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.existingSecret.name }}
      key: {{ .Values.redis.existingSecret.key }}
{{- else if not .Values.redis.url }}
{{- fail "where is Redis? Set redis.url=redis://HOST:6379/0, or redis.existingSecret.name to a Secret that holds the URL" }}
{{- else if contains "@" .Values.redis.url }}
{{- fail "redis.url holds a user or password: put the whole URL into a Secret and name that in redis.existingSecret.name" }}
{{- else }}
  value: {{ .Values.redis.url | quote }}
{{- end }}
{{- end }}
