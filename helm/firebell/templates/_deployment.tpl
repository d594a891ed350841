{{/* (root, role) → the values of a role's pods: its own, and those of `pods` that it does not have. */}}
{{- define "firebell.pods" -}}
{{- $values := deepCopy .root.Values.pods }}
{{- range $key, $value := get .root.Values .role }}
{{- $_ := set $values $key $value }}
{{- end }}
{{- toYaml $values }}
{{- end }}

{{/* (root, role, values) → environment variables. */}}
{{- define "firebell.env" -}}
{{- $settings := .root.Values.settings }}
{{- include "firebell.redis.env" .root | trim }}
- name: FIREBELL_HEALTH_HOST
  value: {{ .values.listen | quote }}
- name: FIREBELL_HEALTH_PORT
  value: {{ .values.healthPort | quote }}
{{- if include "firebell.configMap" .root }}
- name: FIREBELL_CONFIG
  value: /etc/firebell
{{- end }}
{{- if eq .role "serve" }}
- name: FIREBELL_HTTP_HOST
  value: {{ .values.listen | quote }}
- name: FIREBELL_HTTP_PORT
  value: "8600"
{{- if not $settings.HTTP_LINK }}
{{- with include "firebell.link" .root }}
- name: FIREBELL_HTTP_LINK
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- if .values.tokens.existingSecret }}
- name: FIREBELL_HTTP_TOKENS
  value: /run/secrets/tokens/{{ .values.tokens.key }}
{{- end }}
{{- with .values.trustedProxies }}
- name: FORWARDED_ALLOW_IPS
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- range $name, $value := $settings }}
{{- if or (eq $.role "serve") (not (hasPrefix "HTTP_" $name)) }}
- name: FIREBELL_{{ $name }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- with .values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* (root, role, values) → where the volumes below are mounted. */}}
{{- define "firebell.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "firebell.configMap" .root }}
- name: config
  mountPath: /etc/firebell
  readOnly: true
{{- end }}
{{- with include "firebell.redis.mounts" .root | trim }}
{{ . }}
{{- end }}
{{- if dig "secrets" "files" list .values }}
- name: secrets
  mountPath: /run/secrets/firebell
  readOnly: true
{{- end }}
{{- if dig "tokens" "existingSecret" "" .values }}
- name: tokens
  mountPath: /run/secrets/tokens
  readOnly: true
{{- end }}
{{- with .values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* (root, role, values) → volumes. A ConfigMap or Secret is mounted whole, without subPath and without items: so the
     kubelet swaps it under the running process, and a file that is new needs no other pod. */}}
{{- define "firebell.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with include "firebell.configMap" .root }}
- name: config
  configMap:
    name: {{ . }}
{{- end }}
{{- with include "firebell.redis.volumes" .root | trim }}
{{ . }}
{{- end }}
{{- with dig "secrets" "files" list .values }}
- name: secrets
  projected:
    defaultMode: 288 # 0440
    sources:
      {{- range . }}
      - secret:
          name: {{ . }}
      {{- end }}
{{- end }}
{{- with dig "tokens" "existingSecret" "" .values }}
- name: tokens
  secret:
    secretName: {{ . }}
    defaultMode: 288 # 0440
{{- end }}
{{- with .values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* (root, role, values) → the role's container. */}}
{{- define "firebell.container" -}}
name: {{ .role }}
image: {{ include "firebell.image" (dict "image" .root.Values.image "tag" .root.Chart.AppVersion) | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: [{{ .role }}]
securityContext:
  {{- toYaml .values.securityContext | nindent 2 }}
env:
  {{- include "firebell.env" . | nindent 2 }}
{{- $from := default list .values.extraEnvFrom }}
{{- range dig "secrets" "env" list .values }}
{{- $from = append $from (dict "secretRef" (dict "name" .)) }}
{{- end }}
{{- with $from }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
ports:
  - name: health
    containerPort: {{ .values.healthPort }}
    protocol: TCP
  {{- if eq .role "serve" }}
  - name: http
    containerPort: 8600
    protocol: TCP
  {{- end }}
startupProbe:
  httpGet: {path: /livez, port: health}
  {{- toYaml .values.startupProbe | nindent 2 }}
livenessProbe:
  httpGet: {path: /livez, port: health}
  {{- toYaml .values.livenessProbe | nindent 2 }}
readinessProbe:
  httpGet: {path: /readyz, port: health}
  {{- toYaml .values.readinessProbe | nindent 2 }}
{{- if .values.preStopSeconds }}
lifecycle:
  preStop:
    exec:
      command: [sleep, {{ .values.preStopSeconds | quote }}]
{{- end }}
{{- with .values.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumeMounts:
  {{- include "firebell.mounts" . | nindent 2 }}
{{- end }}

{{/* (root, role, values) → how many pods; nothing where another object says so. */}}
{{- define "firebell.replicas" -}}
{{- if not (or (dig "keda" "enabled" false .values) (dig "autoscaling" "enabled" false .values)) }}
{{- .values.replicas }}
{{- end }}
{{- end }}

{{/* (root, role) → the Deployment. */}}
{{- define "firebell.deployment" -}}
{{- $values := include "firebell.pods" . | fromYaml }}
{{- $role := merge (dict "values" $values) . }}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "firebell.metadata" (merge (dict "name" (printf "%s-%s" (include "firebell.fullname" .root) .role)) .) | nindent 2 }}
spec:
  {{- with include "firebell.replicas" $role }}
  replicas: {{ . }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "firebell.selector" . | nindent 6 }}
  strategy:
    {{- toYaml $values.strategy | nindent 4 }}
  template:
    metadata:
      labels:
        {{- include "firebell.podLabels" $role | nindent 8 }}
      # No digest of the configuration here: every role takes a change up by itself, and nothing restarts.
      {{- with $values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      {{- include "firebell.pod" $role | nindent 6 }}
{{- end }}

{{/* (root, role, values) → the pod's spec. */}}
{{- define "firebell.pod" -}}
serviceAccountName: {{ include "firebell.serviceAccount" .root }}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  {{- toYaml .values.podSecurityContext | nindent 2 }}
{{- with .values.initContainers }}
initContainers:
  {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - {{ include "firebell.container" . | nindent 4 | trim }}
  {{- with .values.extraContainers }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
volumes:
  {{- include "firebell.volumes" . | nindent 2 }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  {{- $own := dict "labelSelector" (dict "matchLabels" (include "firebell.selector" $ | fromYaml)) }}
  - {{ toYaml (merge (dict) . $own) | nindent 4 | trim }}
  {{- end }}
{{- end }}
{{- end }}
