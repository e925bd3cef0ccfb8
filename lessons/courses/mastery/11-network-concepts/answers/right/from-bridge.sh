# title: the address is cut out of what the network says
# from: front-and-back
docker container rm -f webhost quiet
docker container run -d --name front -p 8080:80 nginx
docker container run -d --name back httpd
docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{println}}{{end}}' bridge | grep ^back | cut -d' ' -f2 | cut -d/ -f1 > back.txt
