# title: Alpine without Python
# from: choose
# fails: python-tag python-small
docker image pull mongo:6.0.5
docker image pull alpine
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
