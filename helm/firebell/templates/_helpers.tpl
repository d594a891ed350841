{{/* The name of the chart, as labels have it. */}}
{{- define "firebell.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name before every object's. What stands behind it must fit into 63 letters, and a StatefulSet's name into 52:
     a longer one is cut, and a digest keeps two releases of the same beginning apart. */}}
{{- define "firebell.fullname" -}}
{{- $name := include "firebell.name" . }}
{{- $whole := printf "%s-%s" .Release.Name $name }}
{{- if .Values.fullnameOverride }}
{{- $whole = .Values.fullnameOverride }}
{{- else if contains $name .Release.Name }}
{{- $whole = .Release.Name }}
{{- end }}
{{- if gt (len $whole) 44 }}
{{- $whole = printf "%s-%s" ($whole | trunc 35 | trimSuffix "-") (sha256sum $whole | trunc 8) }}
{{- end }}
{{- $whole }}
{{- end }}

{{/* (root, role) → what selects a role's pods: never the chart's version, for selectors cannot change. */}}
{{- define "firebell.selector" -}}
app.kubernetes.io/name: {{ include "firebell.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{/* (root, role, labels) → labels of a role's objects; those of the whole release have the role "firebell". An object's own win over common ones. */}}
{{- define "firebell.labels" -}}
{{ include "firebell.selector" . }}
app.kubernetes.io/part-of: firebell
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with merge (dict) (default dict .labels) .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* (root, role, values) → labels of a role's pods: without versions, so that a chart of another version alone restarts nothing. */}}
{{- define "firebell.podLabels" -}}
{{ include "firebell.selector" . }}
app.kubernetes.io/part-of: firebell
{{- with merge (dict) .values.podLabels .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* (root, role, name, labels, annotations) → the metadata of an object; labels and annotations may be left out. */}}
{{- define "firebell.metadata" -}}
{{- $annotations := merge (dict) (default dict .annotations) .root.Values.commonAnnotations -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "firebell.labels" . | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* (image, tag) → the image's name. */}}
{{- define "firebell.image" -}}
{{- $name := .image.repository }}
{{- if .image.registry }}
{{- $name = printf "%s/%s" .image.registry .image.repository }}
{{- end }}
{{- if .image.digest }}
{{- printf "%s@%s" $name .image.digest }}
{{- else }}
{{- printf "%s:%s" $name (default .tag .image.tag) }}
{{- end }}
{{- end }}

{{- define "firebell.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "firebell.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* The ConfigMap that is mounted, or nothing where the shipped configuration holds. */}}
{{- define "firebell.configMap" -}}
{{- if .Values.config.existingConfigMap }}
{{- .Values.config.existingConfigMap }}
{{- else if or .Values.config.files .Values.config.confd }}
{{- printf "%s-config" (include "firebell.fullname" .) }}
{{- end }}
{{- end }}

{{/* The address under which readers reach serve, as far as the chart knows it. */}}
{{- define "firebell.link" -}}
{{- with .Values.serve.ingress }}
{{- if and .enabled .hosts }}
{{- printf "%s://%s%s" (ternary "https" "http" (not (empty .tls))) (first .hosts) (trimSuffix "/" .path) }}
{{- end }}
{{- end }}
{{- end }}
