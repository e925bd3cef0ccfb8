# title: the machine's own list of processes, the network's list of containers
# from: report
docker network inspect bridge --format '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{println}}{{end}}' | grep '^web ' | cut -d' ' -f2 | cut -d/ -f1 > address.txt
ps aux | grep 'nginx: master' | grep -v grep | awk '{print $2}' > pid.txt
docker container logs db 2>&1 | awk -F': ' '/GENERATED/ {print $3}' > password.txt
