# title: made first and started together
# from: six-ways
docker rm -f $(docker ps -aq)
docker create --name public -p 8080:80 nginx:alpine
docker create --name private -p 127.0.0.1:8081:80 nginx:alpine
docker create --name lottery -p 80 nginx:alpine
docker create --name silent --expose 8000 httpd
docker create --name island --network none alpine sleep 100000
docker create --name metrics --network host grafana/grafana
docker start public private lottery silent island metrics
