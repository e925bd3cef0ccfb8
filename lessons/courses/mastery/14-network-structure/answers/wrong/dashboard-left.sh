# title: dashboard was forgotten and holds the port
# from: six-ways
# fails: metrics-way nothing-else
# says: Does anybody else have it?
docker container rm -f web noted lucky shy
docker container run -d --name public -p 8080:80 nginx:alpine
docker container run -d --name private -p 127.0.0.1:8081:80 nginx:alpine
docker container run -d --name lottery -p 80 nginx:alpine
docker container run -d --name silent --expose 8000 httpd
docker container run -d --name island --network none alpine sleep 100000
docker container run -d --name metrics --network host grafana/grafana
sleep 5
