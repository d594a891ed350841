{{/* (root, roles) → the labels by which the pods of these roles are known to Prometheus. */}}
{{- define "firebell.pods.matched" -}}
{{- printf "namespace=%q,pod=~\"%s-(%s)-[a-z0-9]+-[a-z0-9]+\"" .root.Release.Namespace (include "firebell.fullname" .root) (join "|" .roles) }}
{{- end }}

{{/* (root, role) → the groups of a role's rules, of this release alone: two firebells under one Prometheus do not mix,
     nor does Alertmanager take the alerts of one for the other's. */}}
{{- define "firebell.rules" -}}
{{- $root := .root }}
{{- $text := .root.Files.Get (printf "files/rules/%s.yaml" .role) }}
{{- range $role := list "worker" "deliver" "collect" "serve" }}
{{- $text = replace (printf "{%s" (upper $role)) (printf "{%s" (include "firebell.pods.matched" (dict "root" $root "roles" (list $role)))) $text }}
{{- end }}
{{- $text = replace "{EVERY" (printf "{%s" (include "firebell.pods.matched" (dict "root" $root "roles" (list "worker" "deliver" "collect" "serve")))) $text }}
{{- $groups := (fromYaml $text).groups }}
{{- range $group := $groups }}
{{- range $rule := $group.rules }}
{{- $_ := set $rule "labels" (merge (dict "namespace" $root.Release.Namespace "firebell" (include "firebell.fullname" $root)) $rule.labels) }}
{{- with $root.Values.metrics.rules.runbooks }}
{{- $_ := set $rule.annotations "runbook_url" (printf "%s#%s" . (lower $rule.alert)) }}
{{- end }}
{{- end }}
{{- end }}
{{- toYaml $groups }}
{{- end }}
